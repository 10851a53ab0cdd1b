/* Network adapters with whom they ask for names and their gateways, and Wi-Fi connections, in the structures of iptypes.h and wlanapi.h. */

#define _WIN32_WINNT 0x0A00
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <iphlpapi.h>
#include <wlanapi.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

struct one {
    IP_ADAPTER_ADDRESSES adapter;
    IP_ADAPTER_DNS_SERVER_ADDRESS dns[8];
    IP_ADAPTER_GATEWAY_ADDRESS gateways[4];
    SOCKADDR_STORAGE addresses[12];
};

static void put_address(SOCKET_ADDRESS *place, SOCKADDR_STORAGE *address, const WCHAR *text)
{
    INT length = sizeof *address;
    WSAStringToAddressW((LPWSTR)text, wcschr(text, L':') ? AF_INET6 : AF_INET, NULL, (SOCKADDR *)address, &length);
    place->lpSockaddr = (SOCKADDR *)address;
    place->iSockaddrLength = length;
}

EXPORT ULONG WINAPI GetAdaptersAddresses(ULONG family, ULONG flags, PVOID reserved, PIP_ADAPTER_ADDRESSES buffer, PULONG size)
{
    struct one *all = (struct one *)buffer;
    ULONG wanted = adapters_listed * sizeof *all;
    if (adapters_error) return adapters_error;
    if (!adapters_listed) return ERROR_NO_DATA;
    if (*size < wanted) {
        *size = wanted;
        return ERROR_BUFFER_OVERFLOW;
    }
    ZeroMemory(all, wanted);
    for (DWORD i = 0; i < adapters_listed; i++) {
        IP_ADAPTER_ADDRESSES *adapter = &all[i].adapter;
        adapter->Length = sizeof *adapter;
        adapter->Next = i + 1 < adapters_listed ? &all[i + 1].adapter : NULL;
        adapter->IfType = adapters[i].type;
        adapter->OperStatus = adapters[i].up ? IfOperStatusUp : IfOperStatusDown;
        for (int n = 0; n < 8 && adapters[i].dns[n]; n++) {
            IP_ADAPTER_DNS_SERVER_ADDRESS *dns = &all[i].dns[n];
            dns->Length = sizeof *dns;
            put_address(&dns->Address, &all[i].addresses[n], adapters[i].dns[n]);
            if (n) all[i].dns[n - 1].Next = dns; else adapter->FirstDnsServerAddress = dns;
        }
        for (int n = 0; n < 4 && adapters[i].gateways[n] && (flags & GAA_FLAG_INCLUDE_GATEWAYS); n++) {
            IP_ADAPTER_GATEWAY_ADDRESS *gateway = &all[i].gateways[n];
            gateway->Length = sizeof *gateway;
            put_address(&gateway->Address, &all[i].addresses[8 + n], adapters[i].gateways[n]);
            if (n) all[i].gateways[n - 1].Next = gateway; else adapter->FirstGatewayAddress = gateway;
        }
    }
    return ERROR_SUCCESS;
}

EXPORT DWORD WINAPI WlanOpenHandle(DWORD wanted, PVOID reserved, PDWORD version, PHANDLE handle)
{
    if (wifi_error) return wifi_error;
    *version = wanted;
    *handle = (HANDLE)0x1234;
    return ERROR_SUCCESS;
}

EXPORT DWORD WINAPI WlanCloseHandle(HANDLE handle, PVOID reserved)
{
    return handle == (HANDLE)0x1234 ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
}

EXPORT DWORD WINAPI WlanEnumInterfaces(HANDLE handle, PVOID reserved, PWLAN_INTERFACE_INFO_LIST *list)
{
    if (!wifi_shown) return ERROR_ACCESS_DENIED;
    SIZE_T size = sizeof(WLAN_INTERFACE_INFO_LIST) + wifi_listed * sizeof(WLAN_INTERFACE_INFO);
    *list = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size);
    (*list)->dwNumberOfItems = wifi_listed;
    for (DWORD i = 0; i < wifi_listed; i++) {
        (*list)->InterfaceInfo[i].InterfaceGuid.Data1 = i + 1;
        (*list)->InterfaceInfo[i].isState = wifi[i].state;
    }
    return ERROR_SUCCESS;
}

EXPORT DWORD WINAPI WlanQueryInterface(
    HANDLE handle, const GUID *id, WLAN_INTF_OPCODE what, PVOID reserved, PDWORD size, PVOID *data,
    PWLAN_OPCODE_VALUE_TYPE type)
{
    if (what != wlan_intf_opcode_current_connection || !id->Data1 || id->Data1 > wifi_listed) return ERROR_NOT_SUPPORTED;
    WLAN_CONNECTION_ATTRIBUTES *found = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *found);
    found->isState = wifi[id->Data1 - 1].state;
    lstrcpyW(found->strProfileName, L"a network's name");
    found->wlanSecurityAttributes.bSecurityEnabled = TRUE;
    found->wlanSecurityAttributes.dot11AuthAlgorithm = wifi[id->Data1 - 1].auth;
    found->wlanSecurityAttributes.dot11CipherAlgorithm = wifi[id->Data1 - 1].cipher;
    *size = sizeof *found;
    *data = found;
    return ERROR_SUCCESS;
}

EXPORT void WINAPI WlanFreeMemory(PVOID memory)
{
    HeapFree(GetProcessHeap(), 0, memory);
}
